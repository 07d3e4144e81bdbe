// SPDX-License-Identifier: Apache-2.0
// Pictures of what refers to what, and the same in words. Exported: write_graphs. Tested in
// tests/report/audit/.

#include <fmt/format.h>

#include <algorithm>

#include "report/audit/parts.h"
#include "report/drawing/drawing.h"
#include "report/paths.h"
#include "report/words.h"

namespace audit {

namespace {

using drawing::Picture;

void write_node(Page& page, const Picture& picture, size_t node,
                const std::vector<std::vector<size_t>>& targets) {
  const drawing::Node& what = picture.nodes[node];
  Html& html = page.html;
  const Html::Scope row = html.in("tr");
  {
    const Html::Scope title = html.in("th", {{"scope", "row"}});
    html.leaf("code", what.address);
    const std::string count = drawing::count_of(what);
    if (!count.empty()) html.text(" " + count);
  }
  html.leaf("td", what.place.file.empty()
                      ? ""
                      : fmt::format("{}:{}", report::repository_path(page.result, what.place.file),
                                    what.place.line));
  const Html::Scope cell = html.in("td");
  for (const size_t target : targets[node]) {
    if (target != targets[node].front()) html.text(", ");
    html.leaf("code", picture.nodes[target].address);
  }
}

void write_in_words(Page& page, const Picture& picture, std::string_view title) {
  std::vector<std::vector<size_t>> targets(picture.nodes.size());
  for (const drawing::Link& link : picture.links) targets[link.from].push_back(link.to);
  Html& html = page.html;
  const Html::Scope details = html.in("details", {{"open", "open"}, {"class", "fold"}});
  html.leaf("summary", fmt::format("The same in words: {}", title));
  const Html::Scope scroll = wide(page, title);
  const Html::Scope table = html.in("table", {{"class", "nodes"}});
  html.leaf("caption", fmt::format("What refers to what in {}", title));
  {
    const Html::Scope head = html.in("thead");
    const Html::Scope row = html.in("tr");
    for (const char* column : {"Resource", "Place", "Refers to"}) {
      html.leaf("th", column, {{"scope", "col"}});
    }
  }
  const Html::Scope body = html.in("tbody");
  for (size_t i = 0; i < picture.nodes.size(); ++i) write_node(page, picture, i, targets);
}

void write_picture(Page& page, const report::PictureAccount& account, size_t number) {
  const Picture& picture = account.picture;
  if (picture.roots.empty()) return;
  const drawing::Root& root = picture.roots.front();
  const std::string title = subject_name(page.result, root.directory, root.environment);
  Html& html = page.html;
  html.leaf("h3", title);
  if (picture.nodes.empty()) {
    html.leaf("p", account.nodes == 0
                       ? std::string("It has no resources.")
                       : fmt::format("{} are too many for a picture here: `plumbline graph --focus "
                                     "ADDRESS` draws a part.",
                                     report::counted(account.nodes, "node", "nodes")));
    return;
  }
  if (account.without_data) {
    html.leaf("p", "Without data sources: with them it would be too large for a page.");
  }
  {
    const Html::Scope details = html.in("details", {{"open", "open"}, {"class", "fold"}});
    html.leaf("summary", fmt::format("Picture: {}", title));
    const Html::Scope frame = html.in("div", {{"class", "graph"},
                                              {"tabindex", "0"},
                                              {"role", "region"},
                                              {"aria-label", "Resource graph of " + title}});
    html.raw("\n");
    html.raw(drawing::to_svg(picture, fmt::format("graph{}", number)));
  }
  write_in_words(page, picture, title);
}

}  // namespace

void write_graphs(Page& page) {
  Html& html = page.html;
  const Html::Scope graphs = section(page, "graphs");
  write_heading(page, "graphs");
  const report::Account& account = page.result.details.account;
  if (account.pictures.empty()) html.leaf("p", "There is no root to draw.");
  for (size_t i = 0; i < account.pictures.size(); ++i) {
    write_picture(page, account.pictures[i], i + 1);
  }
  if (account.more_pictures > 0) {
    html.leaf("p",
              fmt::format("{} not drawn here: `plumbline graph DIRECTORY` draws each.",
                          report::counted(account.more_pictures, "root more is", "roots more are")),
              {{"class", "left-out"}});
  }
}

}  // namespace audit
