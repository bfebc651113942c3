import { createHash } from 'node:crypto';
import type { Person } from './person.ts';

const style = `
:root { color-scheme: light dark; --ink: #1d2733; --faint: #5d6a78; --line: #d5dbe1; --paper: #fff; --ground: #f1f4f6; --accent: #1f6a8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf2; --faint: #9aa7b4; --line: #37424e; --paper: #1c242d; --ground: #12181f; --accent: #6fb6d6; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 3rem 1rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 2rem; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 .25rem; font-size: 1.4rem; }
h2 { margin: 1.75rem 0 .5rem; font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; color: var(--faint); }
p { margin: 0 0 .5rem; color: var(--faint); }
button { display: block; width: 100%; margin: .5rem 0; padding: .7rem 1rem; text-align: left; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: -1px; }
button strong, button span { display: block; }
button span { font-size: .88rem; color: var(--faint); }
`;

/**
 * Nothing is loaded from anywhere, no script runs, and no other page may frame this one. A form may go to this provider, which
 * then leads back to the application: browsers hold that redirect against `form-action` too.
 */
export function contentSecurityPolicy(applicationOrigins: readonly string[]): string {
  const styleHash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    // None, until the library adds the hash of its own: one of its pages, for who signs in as somebody else, sends itself on.
    'script-src',
    `style-src 'sha256-${styleHash}'`,
    `form-action ${["'self'", ...applicationOrigins].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** The people as buttons. There is no password to ask for: whoever reaches this address on this machine may be anybody. */
export function signInPage(people: readonly Person[], action: string): string {
  const group = (title: string, kind: Person['kind']): string => {
    const buttons = people
      .filter((person) => person.kind === kind)
      .map(
        (person) =>
          `<button name="person" value="${escaped(person.subject)}"><strong>${escaped(person.name)}</strong>` +
          `<span>${escaped(person.description)}</span></button>`,
      );
    return buttons.length > 0 ? `<h2>${title}</h2>${buttons.join('')}` : '';
  };
  return page(
    'Sign in',
    `<h1>Sign in as</h1>
<p>This sign-in is for development. It asks for no password and runs on this machine only.</p>
<form method="post" action="${escaped(action)}">${group('Clients', 'client')}${group('Staff', 'staff')}</form>`,
  );
}

export function messagePage(title: string, message: string): string {
  return page(title, `<h1>${escaped(title)}</h1><p>${escaped(message)}</p>`);
}

/** `form` is the provider's own, without buttons. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<h1>Sign out?</h1>${form}<button autofocus type="submit" form="op.logoutForm" value="yes" name="logout"><strong>Yes, sign me out</strong></button>` +
      `<button type="submit" form="op.logoutForm"><strong>No, stay signed in</strong></button>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body><main>${body}</main></body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
