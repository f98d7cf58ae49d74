"""A course on a live wiki: pages sent over the API, translations brought back.

The API is documented on mediawiki.org (API:Main page, API:Edit, API:Etiquette), that of Extension:Translate in
Help:Extension:Translate/API.
"""
