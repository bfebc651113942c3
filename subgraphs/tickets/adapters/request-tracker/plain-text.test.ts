import { describe, expect, it } from '@jest/globals';
import { htmlToText } from './plain-text.ts';

describe('the text of a mail in HTML', () => {
  it.each([
    ['paragraphs and breaks', '<p>Hello,</p>\n<p>one<br>two</p>', 'Hello,\none\ntwo'],
    ['what nobody sees', '<head><title>x</title></head><style>p{}</style><!-- y --><script>z()</script>Hi', 'Hi'],
    ['entities, once', 'a &lt;b&gt; &amp;lt; &#228; &#x1F600; &nbsp;c &unknown;', 'a <b> &lt; ä 😀  c &unknown;'],
    ['numbers that are no characters', 'a&#0;b&#xD800;c&#9999999;d', 'a b c d'],
    ['a tag that never ends', 'a < b <img src=x onerror="x"', 'a < b <img src=x onerror="x"'],
  ])('is plain: %s', (_case, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('is found in time, whatever the HTML', () => {
    const start = Date.now();
    for (const piece of ['<', '< ', '<!', '<a', '<script', '<!--', '&#', ' \n ', '<i> </i>', '<style>', '<style></style>'])
      htmlToText(piece.repeat(40_000));
    expect(Date.now() - start).toBeLessThan(1_000);
  });
});
