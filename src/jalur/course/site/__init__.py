"""The course as a static site: reading pages that need no server, notebooks in the browser.

`reading` runs a lesson, `prose` and `outputs` turn it into HTML, `pages` composes the pages, `api`
reads what the package's names say of themselves for a page of their own,
`finding` their search, `lite` the notebooks, and `write` puts it all into a folder.
"""
