"use strict";
// Folds what is long, opens it again for paper and for links, and filters clauses. All of the page
// can be read without this.
(function () {
  var all = function (selector, inside) {
    return Array.prototype.slice.call((inside || document).querySelectorAll(selector));
  };
  var folds = all("details.fold");
  folds.forEach(function (one) { one.open = false; });
  if (window.matchMedia("(max-width: 60rem)").matches) {
    all("details.narrow-fold").forEach(function (one) { one.open = false; });
  }

  var openAround = function () {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    if (target && target.matches("article")) {
      all("details", target).forEach(function (one) { one.open = true; });
    }
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", openAround);
  if (location.hash) openAround();

  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = all("details").filter(function (one) { return !one.open; });
    closed.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (one) { one.open = false; });
  });

  var filter = document.getElementById("filter");
  if (!filter) return;
  filter.hidden = false;
  var input = document.getElementById("filter-text");
  var said = document.getElementById("filter-result");
  var buttons = all("button", filter);
  var clauses = all("article.clause").map(function (element) {
    return { element: element, text: element.textContent.toLowerCase() };
  });
  var hideEmpty = function (selector, of) {
    all(selector).forEach(function (one) {
      one.hidden = all(of, one).every(function (clause) { return clause.hidden; });
    });
  };
  var apply = function () {
    var wanted = input.value.trim().toLowerCase();
    var verdicts = buttons.filter(function (one) {
      return one.getAttribute("aria-pressed") === "true";
    }).map(function (one) { return one.dataset.verdict; });
    var shown = 0;
    clauses.forEach(function (clause) {
      var fits = clause.text.indexOf(wanted) >= 0 &&
        (verdicts.length === 0 || verdicts.indexOf(clause.element.dataset.verdict) >= 0);
      clause.element.hidden = !fits;
      if (fits) shown += 1;
    });
    hideEmpty("section.clauses, div.part", "article.clause");
    said.textContent = shown === clauses.length ? "" :
      shown + " of " + clauses.length + " clauses are shown.";
  };
  var waiting = 0;
  input.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(apply, 150);
  });
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  });
})();
