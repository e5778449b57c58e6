"""The gate: which findings stop a draft. Waivers accept a finding with reason and name; a baseline knows the old ones."""
