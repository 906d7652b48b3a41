"""Texts that would do harm where markup, formulas or commands in them were obeyed."""

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "--></title><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "[x](javascript:alert(1)) **b** `c` ![i](http://example.org/i.png)",
    "``` ~~~ {{ x }} {% y %} ${z} { #id .c onclick=a }",
    "\u202eright to left\u202c and \u2066on\u2069",
    "}, evil = {x} } @misc{k, title={",
    r"\input{/etc/passwd} \write18 $x_1^2$ 50% & #1 ~ \\",
    "one\r\nER  - \r\nTY  - BOOK\nAU  - Mallory",
    '=HYPERLINK("http://example.org")',
    '<span class="nocase">Left open and <i>in italics</i>',
    "null\x00 bell\x07 \x85 \u2028 \u2029 \ufffe end \U0001f600",
    '", "x": "y\\',
    "]]><!-- <![CDATA[ <?php echo 1 ?> &lt;b&gt; &#60;i&#62;",
    "# heading\n\n- item\n\n1. one\n\n> quote\n\n| a | b |\n|---|---|\n\n===\n---",
    "![x](data:text/html,<script>alert(1)</script>) <https://example.org> www.example.org",
    "@SUM(A1) +1 -1 =1+1 cmd|' /C calc'!A0",
    "</w:t></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r>",
    "&quot; &amp;amp; %3Cscript%3E \\u003cscript\\u003e",
]
