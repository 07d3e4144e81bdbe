// SPDX-License-Identifier: Apache-2.0
// Reads and writes files of accepted findings. Exported: read_baseline, baseline_text. Tested in
// tests/findings/baseline_test.cc.

#include "findings/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace findings {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kVersion = "1";
constexpr std::string_view kRemedy = "`plumbline check --extend-baseline` writes such files.";

auto key(const BaselineEntry& entry) {
  return std::tie(entry.root, entry.address, entry.attribute, entry.rule, entry.fingerprint);
}

// Learns where a text stops being JSON: the library says so only while it parses.
struct ErrorPlace final : nlohmann::json_sax<Json> {
  size_t position = 0;  // of the byte that does not fit, from 1

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(size_t /*elements*/) override { return true; }
  bool key(string_t& /*value*/) override { return true; }
  bool end_object() override { return true; }
  bool start_array(size_t /*elements*/) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(size_t at, const std::string& /*token*/,
                   const Json::exception& /*why*/) override {
    position = at;
    return false;
  }
};

// Where the entry of that number begins: the objects two brackets deep are entries.
source::Range entry_place(source::FileId file, std::string_view text, size_t number) {
  size_t depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (depth++ == 2 && number-- == 0) {
        return {file, static_cast<uint32_t>(i), static_cast<uint32_t>(i + 1)};
      }
    } else if (c == '}' || c == ']') {
      depth -= depth > 0 ? 1 : 0;
    }
  }
  return {file, 0, 0};
}

class BaselineReader {
 public:
  BaselineReader(source::FileId file, const source::Files& files, LoadedBaseline& loaded)
      : file_(file), text_(files[file].text()), loaded_(loaded) {}

  void read() {
    ErrorPlace place;
    if (!Json::sax_parse(text_, &place)) {
      const auto at =
          static_cast<uint32_t>(std::min(std::max<size_t>(place.position, 1) - 1, text_.size()));
      malformed({file_, at, at}, "The baseline is no JSON");
      return;
    }
    const Json json = Json::parse(text_, nullptr, false);
    const source::Range top{file_, 0, 0};
    if (!json.is_object() || !json.contains("findings") || !json["findings"].is_array()) {
      malformed(top, "The baseline has no list of findings");
      return;
    }
    if (json.value("schema_version", Json()) != kVersion) {
      malformed(top, "The baseline is of another version").detail =
          fmt::format("Its schema_version must be \"{}\".", kVersion);
      return;
    }
    size_t number = 0;
    for (const Json& entry : json["findings"]) add(entry, number++);
    std::ranges::sort(loaded_.baseline.entries,
                      [](const auto& a, const auto& b) { return key(a) < key(b); });
  }

 private:
  diagnostics::Diagnostic& malformed(const source::Range& range, std::string summary) {
    diagnostics::Diagnostic& diagnostic =
        loaded_.diagnostics.error(diagnostics::kInvalidConfig, range, std::move(summary));
    diagnostic.remedy = kRemedy;
    return diagnostic;
  }

  void add(const Json& json, size_t number) {
    BaselineEntry entry;
    const std::pair<const char*, std::string*> members[] = {{"fingerprint", &entry.fingerprint},
                                                            {"rule", &entry.rule},
                                                            {"root", &entry.root},
                                                            {"address", &entry.address},
                                                            {"attribute", &entry.attribute},
                                                            {"message", &entry.message}};
    for (const auto& [name, text] : members) {
      const bool is_text = json.is_object() && json.contains(name) && json[name].is_string();
      if (!is_text) {
        malformed(entry_place(file_, text_, number),
                  fmt::format("An entry of the baseline has no \"{}\"", name));
        return;
      }
      *text = json[name].get<std::string>();
    }
    loaded_.baseline.entries.push_back(std::move(entry));
  }

  source::FileId file_;
  std::string_view text_;
  LoadedBaseline& loaded_;
};

}  // namespace

LoadedBaseline read_baseline(const source::FileSystem& file_system, source::Files& files,
                             const std::string& path) {
  LoadedBaseline loaded;
  source::Result<std::string> text = file_system.read(path);
  if (!text.ok()) {
    loaded.diagnostics
        .error(diagnostics::kUnreadable, {}, fmt::format("Cannot read the baseline {}", path),
               text.error())
        .remedy = fmt::format("{} Beside --staged it must be staged.", kRemedy);
    return loaded;
  }
  const source::FileId file = files.add(path, std::move(text.value()));
  BaselineReader(file, files, loaded).read();
  return loaded;
}

std::string baseline_text(std::vector<BaselineEntry> entries) {
  const auto by_key = [](const auto& a, const auto& b) { return key(a) < key(b); };
  const auto same = [](const auto& a, const auto& b) { return a.fingerprint == b.fingerprint; };
  std::ranges::stable_sort(entries, by_key);
  entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
  Json json;
  json["schema_version"] = kVersion;
  json["findings"] = Json::array();
  for (const BaselineEntry& entry : entries) {
    json["findings"].push_back({{"rule", entry.rule},
                                {"root", entry.root},
                                {"address", entry.address},
                                {"attribute", entry.attribute},
                                {"message", entry.message},
                                {"fingerprint", entry.fingerprint}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace findings
