"""The pages that people read: templates filled with what the library tells."""
