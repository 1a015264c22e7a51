"""Maps of regions: outlines from GeoJSON, an equal-area projection, shapes for SVG."""
