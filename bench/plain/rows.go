package plain

import (
	"cmp"
	"context"
	"strings"
)

func (l *loader) patient(ctx context.Context, p *patient) error {
	var family, given, mbi string
	if len(p.Name) > 0 {
		family, given = p.Name[0].Family, strings.Join(p.Name[0].Given, " ")
	}
	for _, id := range p.Identifier {
		if strings.HasSuffix(id.System, "us-mbi") {
			mbi = id.Value
		}
	}
	return l.put(ctx, "patients", l.api, p.ID, p.Meta.LastUpdated, family, given, p.BirthDate, p.Gender, mbi)
}

// eob writes a claim with all its arrays.
func (l *loader) eob(ctx context.Context, e *EOB) error {
	l.claims++
	err := l.put(ctx, "claims", l.claims, l.api, e.ID, e.Meta.LastUpdated, e.Status, e.Type.first(), e.Use, e.Patient.name(), e.BillablePeriod.Start,
		e.BillablePeriod.End, e.Created, e.Outcome, e.Provider.name(), string(e.Payment.Amount.Value))
	if err != nil {
		return err
	}
	for _, part := range []func(context.Context, *EOB) error{l.names, l.team, l.facts, l.codes, l.lines, l.amounts} {
		if err := part(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) names(ctx context.Context, e *EOB) error {
	for _, id := range e.Identifier {
		if err := l.put(ctx, "identifiers", l.claims, id.System, id.Value); err != nil {
			return err
		}
	}
	for _, x := range e.Extension {
		if err := l.put(ctx, "extensions", l.claims, x.URL, x.value()); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) team(ctx context.Context, e *EOB) error {
	for _, t := range e.CareTeam {
		if err := l.put(ctx, "care_team", l.claims, t.Sequence, t.Role.first(), t.Provider.name()); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) facts(ctx context.Context, e *EOB) error {
	for _, s := range e.SupportingInfo {
		value := cmp.Or(s.ValueString, string(s.ValueQuantity.Value))
		if err := l.put(ctx, "supporting_info", l.claims, s.Sequence, s.Category.first(), s.Code.first(), value, cmp.Or(s.TimingDate, s.TimingPeriod.Start)); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) codes(ctx context.Context, e *EOB) error {
	for _, d := range e.Diagnosis {
		var kind string
		if len(d.Type) > 0 {
			kind = d.Type[0].first()
		}
		code := d.Diagnosis.coding()
		if err := l.put(ctx, "diagnoses", l.claims, d.Sequence, kind, code.System, code.Code, d.OnAdmission.first()); err != nil {
			return err
		}
	}
	for _, p := range e.Procedure {
		code := p.Procedure.coding()
		if err := l.put(ctx, "procedures", l.claims, p.Sequence, p.Date, code.System, code.Code); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) lines(ctx context.Context, e *EOB) error {
	for _, i := range e.Item {
		var modifiers []string
		for _, m := range i.Modifier {
			modifiers = append(modifiers, m.first())
		}
		from, thru := cmp.Or(i.ServicedDate, i.ServicedPeriod.Start), cmp.Or(i.ServicedDate, i.ServicedPeriod.End)
		err := l.put(ctx, "lines", l.claims, i.Sequence, i.Revenue.first(), i.ProductOrService.first(), strings.Join(modifiers, ";"), from, thru,
			string(i.Quantity.Value), string(i.Net.Value))
		if err != nil {
			return err
		}
		for _, a := range i.Adjudication {
			if err := l.put(ctx, "line_adjudications", l.claims, i.Sequence, a.Category.first(), a.Reason.first(), string(cmp.Or(a.Amount.Value, a.Value))); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *loader) amounts(ctx context.Context, e *EOB) error {
	for _, a := range e.Adjudication {
		if err := l.put(ctx, "claim_amounts", l.claims, "adjudication", a.Category.first(), string(cmp.Or(a.Amount.Value, a.Value))); err != nil {
			return err
		}
	}
	for _, a := range e.Total {
		if err := l.put(ctx, "claim_amounts", l.claims, "total", a.Category.first(), string(a.Amount.Value)); err != nil {
			return err
		}
	}
	for _, b := range e.BenefitBalance {
		for _, f := range b.Financial {
			if err := l.put(ctx, "claim_amounts", l.claims, "balance", f.Type.first(), string(cmp.Or(f.UsedMoney.Value, f.Used))); err != nil {
				return err
			}
		}
	}
	return nil
}
