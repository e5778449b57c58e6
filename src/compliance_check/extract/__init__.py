"""Extract: a document becomes a disclosure. `disclosure.disclose` is the way in; the other modules are its steps."""
