package cclf

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
)

// writePeople writes one row for each MBI in use: a record that was merged into another has none.
func (f *feed) writePeople(ctx context.Context) error {
	covers, err := readCovers(ctx, f.tables)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	return eachRow(ctx, f.tables, claims.Beneficiaries, wholeTable(claims.Beneficiaries), func(values []claims.Value) error {
		number := values[claims.ColBeneficiariesMBI].Text
		if number == "" || seen[number] {
			return nil
		}
		seen[number] = true
		p := patient{values[claims.ColBeneficiariesAPIVersion].Text, values[claims.ColBeneficiariesPatientID].Text}
		r := &row{person: values, hospice: f.hospice[p]}
		if held := covers[p]; held != nil {
			r.cover = *held
		}
		return f.add(&demographics, r)
	})
}

// writeFormerNumbers writes each former MBI once beside the current one of the same record.
func (f *feed) writeFormerNumbers(ctx context.Context) error {
	held, owner := [][]claims.Value{}, patient{}
	write := func() error {
		err := f.addFormer(held)
		held = held[:0]
		return err
	}
	err := eachRow(ctx, f.tables, claims.BeneficiaryMBIs, wholeTable(claims.BeneficiaryMBIs), func(values []claims.Value) error {
		next := patient{values[claims.ColBeneficiaryMBIsAPIVersion].Text, values[claims.ColBeneficiaryMBIsFHIRID].Text}
		if next != owner {
			if err := write(); err != nil {
				return err
			}
			owner = next
		}
		held = append(held, append([]claims.Value(nil), values...))
		return nil
	})
	if err != nil {
		return err
	}
	return write()
}

func (f *feed) addFormer(numbers [][]claims.Value) error {
	var current claims.Value
	for _, n := range numbers {
		if n[claims.ColBeneficiaryMBIsIsCurrent].Int != 0 {
			current = n[claims.ColBeneficiaryMBIsMBI]
			break
		}
	}
	seen := map[string]bool{"": true, current.Text: true}
	for _, n := range numbers {
		number := n[claims.ColBeneficiaryMBIsMBI].Text
		if seen[number] {
			continue
		}
		seen[number] = true
		if err := f.add(&formerNumbers, &row{mbi: n, current: current}); err != nil {
			return err
		}
	}
	return nil
}
