"""Texts that have hurt programs before."""

NAUGHTY = {
    "emoji": "👩‍👩‍👧 😀",
    "right to left": "\u202eمرحبا بالعالم\u202c",
    "cjk": "漢字かな交じり文 한국어",
    "control": "a\x00b\x07c\x1bd\x7fe\ufffef\x85g\u2028h",
    "markup": "<script>alert(1)</script><b>vet</b> &amp; ]]> <!-- <a href='javascript:alert(1)'>x</a>",
    "template": "{{ 7*7 }} {% raw %} %(theme)s %s {0} ${x}",
    "formula": "=cmd|'/C calc'!A1",
    "plus": "+1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "line": "\n=1+1",
    "space": "  =1+1",
    "wide": "＝1+1",
    "quoted": '";=1+1;"',
    "escaped by Excel": "_x003D_1+1",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:file:///bin/sh;,\\",
    "long": "x" * 10_000,
    "words": "waardevolle woorden " * 500,
}
