"""What is known of one thing: an organisation, an event, a partnership, a source, a document."""
