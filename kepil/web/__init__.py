"""The web: a public register that people read, and a desk where editors work.

`settings` and `site` say which register is served, `scene` what one request looks at; `index` is what lists and
searches are asked of; `public`, `api` and `desk` hold the pages.
"""
