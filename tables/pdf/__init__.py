"""The tables of a pdf that Word, Excel or LibreOffice made: from its lines and from where its words stand."""
