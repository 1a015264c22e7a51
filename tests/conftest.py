"""Django has one set of settings a process: that of the web, which has the register's in it."""

from kepil.web.settings import configure

configure()
