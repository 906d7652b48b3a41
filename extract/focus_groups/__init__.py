"""What people said in focus groups: suggestions for a person to confirm, never published unread."""
