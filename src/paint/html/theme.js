/*
 * Light and dark: as the system says, until the button says otherwise. A picture with two palettes follows.
 */

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const DARK_QUERY = /prefers-color-scheme:\s*dark/;

function chosenTheme() {
  try {
    return localStorage.getItem('papermap-theme');
  } catch {
    return null; /* a page from a file may have no storage */
  }
}

const isDark = () => (document.documentElement.dataset.theme || (systemDark.matches ? 'dark' : 'light')) === 'dark';

/* The picture's dark rules hold in the dark theme, whatever the system says; on paper never. */
function applyPalette() {
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
  let hasDark = false;
  for (const sheet of sheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSMediaRule) || !(rule.isOfDark || DARK_QUERY.test(rule.media.mediaText))) continue;
      rule.isOfDark = hasDark = true;
      rule.media.mediaText = isDark() ? 'screen' : 'not all';
    }
  }
  document.documentElement.dataset.map = hasDark ? 'follows' : 'fixed';
  byId('theme').setAttribute('aria-pressed', String(isDark()));
}

function toggleTheme() {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('papermap-theme', theme);
  } catch {
    /* then it holds until the page is closed */
  }
  applyPalette();
}

function setUpTheme() {
  const theme = chosenTheme();
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  byId('theme').addEventListener('click', toggleTheme);
  systemDark.addEventListener('change', applyPalette);
  on('model', applyPalette);
}
