"""Thirty values that a stranger could write, to do harm where a page is careless."""

from __future__ import annotations

VALUES = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "</title><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "' onmouseover='window.hit=1' x='",
    '" autofocus onfocus="window.hit=1',
    "<a href='javascript:window.hit=1'>x</a>",
    "[x](javascript:window.hit=1)",
    "[x](data:text/html,<script>window.hit=1</script>)",
    "![x](x){ onerror=window.hit=1 }",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "# Not a heading",
    "- not a list\n- at all",
    "```\nnot code\n```",
    "{: onclick=window.hit=1 }",
    "{{ 7*7 }}{% for x in range(9) %}x{% endfor %}",
    "{{ config.__class__.__mro__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "---\ntitle: taken over\n---",
    "!!python/object/apply:os.system ['false']",
    "key: [unclosed, 'quote",
    '{"@context": "https://evil.example/", "@id": "x"}',
    "--> <!-- ]]> <![CDATA[",
    '=HYPERLINK("https://evil.example/","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "user\u202etxt.exe\u2066 \u2069",
    "a\x00b\x1b[31mc\x85d",
    "&lt;b&gt; &#60;script&#62; &amp;amp;",
    "../../../../etc/passwd%00.html?x=#y",
)
"""Each sets ``window.hit`` if it runs, or breaks the page, or leads out of the folder."""
