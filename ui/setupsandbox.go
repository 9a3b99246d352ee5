package ui

// sandboxSet is a set of credentials that CMS publishes for its test server (docs/reference/bcda-protocol.md 1). They are
// no secrets: they stand on CMS's public pages, are shared by everyone, and can be edited in the form.
type sandboxSet struct {
	name     string
	clientID string
	secret   string
}

func sandboxSets() []sandboxSet {
	return []sandboxSet{
		{sandboxSmall, "6dc59a4c-ef93-46c0-9c00-02e500e13731", "48fe3a3731ee5b68cf4ebeea6d93fa2d9db3396e94f6830f17d7d7c0fa1fb61f413fcde6f6322f84"},
		{sandboxLarge, "f5b6a686-0d7b-4080-873a-e60534fd2995", "96ac1483449c652f363396737937f23cdae47a56a116c8a4405dbd54b31d2686f005df502c5c86ab"},
		{sandboxOld, "7e57394f-eddb-46c7-a87b-a23f14ded95d", "2c5130031150cd43afdc24659de2210086f6115fc8d897d7547faaa26c827b53bb70c14089bdeb17"},
		{sandboxOldLarge, "1f4575c9-80ea-425c-9d3e-c2b79e9159da", "78389f5e9a9148cfd14832b4dfa89d8ebf3d09e178763ec3cdfee1373068e3b60f66c1bed2c14025"},
	}
}

func sandboxNames() []string {
	var names []string
	for _, s := range sandboxSets() {
		names = append(names, s.name)
	}
	return names
}
