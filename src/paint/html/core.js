/*
 * The page's script, one file for each concern, put one after the other when the program is built. Plain
 * functions and one shared `state`; texts from the list reach the page as text nodes only.
 */
'use strict';

/* The page's own elements have ids that begin with pm-; the map's never do. */
const byId = id => document.getElementById('pm-' + id);

const SVG = 'http://www.w3.org/2000/svg';

/* What the modules share. The model is replaced whole when the list changes; the rest outlives it. */
const state = {
  model: null,
  active: null, /* the node that the keyboard is on */
  query: '',
  hits: [],
  hit: -1,
  filters: { year: new Set(), venue: new Set(), link: new Set() },
  tab: 'map',
};

/* An element with attributes, listeners (onclick: …) and children (elements or texts). */
function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/* An icon of the page: paths in a box of 16 by 16. */
function icon(d) {
  return makeSvg('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, makeSvg('path', { d }));
}

function closeButton(onclick, name = 'tool') {
  return make('button', { class: name, 'aria-label': 'Close', onclick }, icon('m4 4 8 8M12 4l-8 8'));
}

/* --- listeners by name: 'model', 'active', 'query', 'filters', 'tab', 'places' --- */

const listeners = new Map();

function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, []);
  listeners.get(name).push(listener);
}

function tell(name, detail) {
  for (const listener of listeners.get(name) || []) listener(detail);
}

/* Said to screen readers, once. */
function announce(text) {
  byId('status').textContent = text;
}

function plural(count, noun, nouns = noun + 's') {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : nouns}`;
}

/* Lower case without accents: how texts are compared. */
function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

/* A link of a paper, as an element. The data has safe addresses only; what is no web address stays text. */
function linkTo(label, url) {
  const safe = /^(https?|ftp|mailto|doi):/i.test(url) || !/^[^/?#]*:/.test(url);
  if (!safe) return make('span', { class: 'link' }, label);
  return make('a', { class: 'link', href: url, target: '_blank', rel: 'noopener noreferrer' }, label);
}
