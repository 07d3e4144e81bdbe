// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "diagnostics/terminal.h"

// Columns and paragraphs on a terminal, for the files of this room.
namespace catalogue {

// A cell of a table: its text, and how it is painted if at all.
struct Cell {
  std::string text;
  std::optional<diagnostics::Style> style = {};
};
using Row = std::vector<Cell>;

// Rows in columns, the last of which is wrapped; where too little room is left for that, it stands
// below the others. Indented by two columns. Columns are at least as wide as `widths` says.
std::string table(const std::vector<Row>& rows, std::vector<uint32_t> widths, const Style& style);

// Wrapped text, indented.
std::string paragraph(std::string_view text, uint32_t indent, const Style& style);

// "high", or "off", painted.
Cell severity_cell(std::optional<config::Severity> severity);

}  // namespace catalogue
