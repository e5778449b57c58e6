"""The gate: which findings stop a draft. A waiver accepts one with reason and name, a baseline knows the old ones."""
