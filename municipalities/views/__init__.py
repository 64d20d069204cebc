"""Pages of access: of a region, of the whole portal, of the reader, and who may what."""
