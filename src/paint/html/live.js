/*
 * The live page: asks its server to be told when the list changed, and takes the map out of the page's new state.
 * What the reader was at stays: folds, search, filters, the active node, and where the map lies.
 */

let sheetOfMap = null; /* the new picture's style sheet: the page's policy knows the first one's only */

/* --- what stays --- */

/* The node nearest to the middle of the canvas, and where it is on the screen. */
function findAnchor() {
  const middle = [view.width / 2, view.height / 2];
  let anchor = null, least = Infinity;
  for (const node of state.model.nodes) {
    if (!isShown(node)) continue;
    const [x, y, w, h] = boxOf(node);
    const at = [(x + w / 2) * view.scale + view.x, (y + h / 2) * view.scale + view.y];
    const distance = Math.hypot(at[0] - middle[0], at[1] - middle[1]);
    if (distance < least) [least, anchor] = [distance, { id: node.id, at }];
  }
  return anchor;
}

function remember() {
  const { nodes } = state.model;
  return {
    folded: new Set(nodes.filter(node => node.isFolded).map(node => node.id)),
    active: state.active && state.active.id,
    hit: state.hits[state.hit] && state.hits[state.hit].id,
    anchor: findAnchor(),
  };
}

/* A node that is gone leaves the view where it was. */
function restoreView(anchor) {
  const node = anchor && state.model.byId.get(anchor.id);
  if (!node) return setView(view.x, view.y);
  const [x, y, w, h] = boxOf(node);
  setView(anchor.at[0] - (x + w / 2) * view.scale, anchor.at[1] - (y + h / 2) * view.scale);
}

function restore(kept) {
  const { model } = state;
  for (const node of model.nodes) node.isFolded = node.kids.length > 0 && kept.folded.has(node.id);
  applyFilters(false);
  if (state.query) search(state.query);
  state.hit = state.hits.findIndex(node => node.id === kept.hit);
  showHits(state.query.trim() !== '');
  const active = model.byId.get(kept.active);
  setActive(active && isShown(active) ? active : null, { isStill: true });
  restoreView(kept.anchor);
}

/* --- a new map --- */

/* The picture's style sheet, cut out of the page's text: as an element it would be refused, since the policy is that
 * of the first page. Texts of the list are escaped: its tag is the first after the stage begins. */
function cutStyle(text) {
  const stage = text.indexOf('id="pm-stage"'), begin = stage < 0 ? -1 : text.indexOf('<style>', stage);
  if (begin < 0) return { markup: text, css: '' };
  const end = text.indexOf('</style>', begin);
  return { markup: text.slice(0, begin) + text.slice(end + 8), css: text.slice(begin + 7, end) };
}

function adoptStyle(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter(each => each !== sheetOfMap), sheet];
  sheetOfMap = sheet;
}

function showPage(text) {
  const { markup, css } = cutStyle(text), page = new DOMParser().parseFromString(markup, 'text/html');
  const model = readModel(page.getElementById('pm-data').textContent);
  if (!model.root) return model.version;
  const kept = state.model.root ? remember() : null;
  cancelAnimationFrame(map.slide);
  stopFlight();
  state.active = null;
  adoptStyle(css);
  byId('stage').replaceChildren(document.adoptNode(page.querySelector('#pm-stage > svg')));
  showModel(model);
  if (kept) restore(kept);
  else startView();
  if (state.tab !== 'map' && byId('tab-' + state.tab).hidden) showTab('map');
  drawMap();
  return model.version;
}

/* --- what is wrong --- */

function showProblems(title, text) {
  const box = byId('broken');
  box.hidden = !title;
  if (!title) return box.replaceChildren();
  const says = state.model.root ? 'The map is the last one that could be drawn.' : 'There is no map yet.';
  box.replaceChildren(make('h2', {}, title), make('p', {}, says), ...(text ? [make('pre', {}, text)] : []));
}

/* --- the conversation --- */

const rest = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/* One question and its answer; the version that is shown afterwards. */
async function askForChanges(version) {
  const answer = await fetch(`changes?version=${encodeURIComponent(version)}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(String(answer.status));
  const { version: next, problems } = await answer.json();
  if (next === version) return version;
  if (problems !== null) {
    showProblems('The list is broken', problems);
    return next;
  }
  const page = await fetch('./', { cache: 'no-store' });
  const shown = showPage(await page.text()) || next;
  showProblems(null);
  announce('The map was drawn again');
  return shown;
}

async function followServer(version) {
  for (;;) {
    try {
      version = await askForChanges(version);
    } catch {
      showProblems('The server is gone', null);
      version = '';
      await rest(500);
    }
  }
}

function setUpLive(model) {
  if (model.version) followServer(model.root ? model.version : '');
}
