// Sorting, filtering and the theme. Every page says all it has to say without this script.
"use strict";
(() => {
  const root = document.documentElement;
  const stored = {
    get: () => {
      try {
        return localStorage.getItem("permafrost-theme");
      } catch {
        return null;
      }
    },
    set: (theme) => {
      try {
        localStorage.setItem("permafrost-theme", theme);
      } catch {
        // Storage may be forbidden, e.g. for a file: page; then the choice lasts as long as the page.
      }
    },
  };

  const remembered = stored.get();
  if (remembered === "dark" || remembered === "light") root.dataset.theme = remembered;

  const isDark = () =>
    root.dataset.theme === "dark" ||
    (root.dataset.theme === undefined && matchMedia("(prefers-color-scheme: dark)").matches);

  function setUpTheme(button) {
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      stored.set(root.dataset.theme);
      show();
    });
  }

  /** What a cell sorts by: its data-value, else its text. Empty cells go last whatever the direction. */
  function keyOf(row, column, kind) {
    const cell = row.cells[column];
    const text = (cell?.dataset.value ?? cell?.textContent ?? "").trim();
    if (kind === "text") return text === "–" ? null : text;
    const number = Number(text.replace(/[,%\s]/g, "").replace("−", "-"));
    return text === "" || text === "–" || Number.isNaN(number) ? null : number;
  }

  function sortRows(table, header, direction) {
    const column = header.cellIndex;
    const kind = header.dataset.sort;
    const compare = new Intl.Collator(root.lang, { numeric: true }).compare;
    const sign = direction === "ascending" ? 1 : -1;
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row, column, kind) }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return sign * (kind === "text" ? compare(a.key, b.key) : a.key - b.key);
    });
    body.append(...keyed.map(({ row }) => row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
  }

  function setUpSorting(table) {
    for (const header of table.querySelectorAll("thead th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const now = header.getAttribute("aria-sort");
        const first = header.dataset.sort === "number" ? "descending" : "ascending";
        const other = first === "descending" ? "ascending" : "descending";
        sortRows(table, header, now === first ? other : first);
      });
    }
  }

  function setUpFilter(input) {
    const table = document.getElementById(input.dataset.filter);
    const tools = input.closest("[data-tools]");
    const count = tools.querySelector("[data-filter-count]");
    const inUrl = new URLSearchParams(location.search).get(input.id);
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown++;
      }
      count.value = words.length === 0 ? "" : `${shown} / ${table.tBodies[0].rows.length}`;
    };
    const remember = () => {
      const query = new URLSearchParams(location.search);
      if (input.value === "") query.delete(input.id);
      else query.set(input.id, input.value);
      const text = query.toString();
      try {
        history.replaceState(
          null,
          "",
          `${location.pathname}${text === "" ? "" : `?${text}`}${location.hash}`,
        );
      } catch {
        // Some browsers forbid it for file: pages; the filter works all the same.
      }
    };
    tools.hidden = false;
    if (inUrl !== null) input.value = inUrl;
    apply();
    input.addEventListener("input", () => {
      apply();
      remember();
    });
  }

  /** The other language's page keeps the filters. */
  function setUpLanguage(link) {
    link.addEventListener("click", () => {
      link.search = location.search;
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-button]")) setUpTheme(button);
    for (const table of document.querySelectorAll("table[data-sortable]")) setUpSorting(table);
    for (const input of document.querySelectorAll("input[data-filter]")) setUpFilter(input);
    for (const link of document.querySelectorAll("nav a[hreflang]")) setUpLanguage(link);
  });
})();
