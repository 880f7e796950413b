"""The charts: still figures of the record, as a kernel draws them and as a page shows them."""
