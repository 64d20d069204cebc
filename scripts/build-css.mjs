// Builds static/vendor/ from node_modules: chosen NL Design System components, the part of the
// example theme that they use, and Public Sans. No dependencies; the same input gives the same bytes.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Names of @utrecht/<name>-css, in the order in which they are concatenated.
const COMPONENTS = [
  // page
  "root", "document", "body", "surface", "page-layout", "page", "page-header", "page-body", "page-content",
  "page-footer", "skip-link", "article", "separator",
  // text
  "heading-1", "heading-2", "heading-3", "heading-4", "heading-group",
  "paragraph", "emphasis", "mark", "code", "blockquote", "unordered-list", "ordered-list",
  // navigation
  "link", "link-list", "nav-bar", "nav-list", "breadcrumb-nav", "pagination",
  // forms
  "button", "button-group", "button-link", "link-button", "form", "form-field",
  "form-fieldset", "form-label", "form-field-description", "form-field-error-message", "textbox", "textarea",
  "select", "checkbox", "custom-checkbox", "radio-button", "search-bar",
  // data and messages
  "alert", "accordion", "data-badge", "badge-list", "status-badge", "data-list",
  "number-data", "table",
];

// Tokens that our own style sheets may use besides those of the components above: the base of every theme.
const KEPT_TOKENS = /^--basis-/;

// The theme names fonts that it does not bring along; ours take their place.
const FONT_TOKENS = {
  "--basis-text-font-family-default": '"Public Sans", sans-serif',
  "--basis-heading-font-family": '"Public Sans", sans-serif',
  "--basis-text-font-family-monospace": "monospace",
};

const THEME = "@nl-design-system-unstable/voorbeeld-design-tokens";
const FONT = "@fontsource-variable/public-sans";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "static", "vendor");
const modulePath = (...parts) => join(root, "node_modules", ...parts);
const read = (...parts) => readFileSync(modulePath(...parts), "utf8");

function componentCss() {
  const parts = COMPONENTS.map((name) => {
    const css = read("@utrecht", `${name}-css`, "dist", "index.css");
    return `/* ${name} */\n${css.replace(/\/\*[\s\S]*?\*\//g, "").trim()}\n`;
  });
  return `/* @license EUPL-1.2, see LICENSES/utrecht.md.
 * Copyright (c) 2020-2025 Frameless B.V., Gemeente Utrecht */\n${parts.join("")}`;
}

function tokensIn(text) {
  return [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
}

function themeTokens() {
  const definitions = [...read(THEME, "dist", "theme.css").matchAll(/^\s*(--[\w-]+):\s*([^;]*);/gm)];
  return new Map(definitions.map(([, name, value]) => [name, FONT_TOKENS[name] ?? value.trim()]));
}

// Keeps what the components use, directly or through another token; in the order of the theme.
function prunedTheme(css) {
  const tokens = themeTokens();
  const reached = new Set();
  const waiting = [...tokensIn(css), ...[...tokens.keys()].filter((name) => KEPT_TOKENS.test(name))];
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (reached.has(name) || !tokens.has(name)) continue;
    reached.add(name);
    waiting.push(...tokensIn(tokens.get(name)));
  }
  const kept = [...tokens].filter(([name]) => reached.has(name));
  return { count: kept.length, css: kept.map(([name, value]) => `  ${name}: ${value};\n`).join("") };
}

function themeCss(tokens) {
  return `/* @license EUPL-1.2, see LICENSES/voorbeeld-design-tokens.md.
 * Copyright (c) 2021 NL Design System Community. Fonts: OFL-1.1, see LICENSES/public-sans.txt. */
@font-face {
  font-family: "Public Sans";
  font-style: normal;
  font-weight: 100 900;
  font-display: swap;
  src: url("fonts/public-sans.woff2") format("woff2");
}
.voorbeeld-theme {
${tokens}}
`;
}

rmSync(target, { recursive: true, force: true });
for (const folder of ["fonts", "LICENSES"]) mkdirSync(join(target, folder), { recursive: true });

const css = componentCss();
const theme = prunedTheme(css);
writeFileSync(join(target, "nlds.css"), css);
writeFileSync(join(target, "theme.css"), themeCss(theme.css));
copyFileSync(modulePath(FONT, "files", "public-sans-latin-wght-normal.woff2"), join(target, "fonts", "public-sans.woff2"));
copyFileSync(modulePath("@utrecht", "component-library-css", "LICENSE.md"), join(target, "LICENSES", "utrecht.md"));
copyFileSync(modulePath(THEME, "LICENSE.md"), join(target, "LICENSES", "voorbeeld-design-tokens.md"));
copyFileSync(modulePath(FONT, "LICENSE"), join(target, "LICENSES", "public-sans.txt"));
console.log(`static/vendor: ${COMPONENTS.length} componenten, ${theme.count} tokens`);
