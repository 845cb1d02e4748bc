"""Records in the formats that others read; :mod:`verbale.export.formats` knows them all."""
