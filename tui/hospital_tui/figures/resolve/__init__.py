"""From the passage to the article: times, parts and metrics."""
