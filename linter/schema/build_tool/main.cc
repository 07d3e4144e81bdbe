// SPDX-License-Identifier: Apache-2.0
// The build tool of the schema room: reduces the facts in schema/data to the table that is
// embedded in the library. Usage: schema_table DATA_DIRECTORY OUTPUT. Runs at build time only,
// and only when the data changed.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "schema/build_tool/read_facts.h"
#include "schema/build_tool/read_schema.h"
#include "schema/build_tool/table_builder.h"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using schema::build::Tsv;

struct Source {
  std::string name;  // "aws-5.100.0", of all its files
  json root;
  // Nothing is missing from it (data/README.md: `unknown`).
  [[nodiscard]] bool is_complete() const { return root.at("unknown").empty(); }
};

std::vector<Source> read_sources(const fs::path& directory) {
  std::vector<Source> sources;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    std::ifstream file(entry.path(), std::ios::binary);
    sources.push_back({entry.path().stem().string(), json::parse(file)});
  }
  std::sort(sources.begin(), sources.end(),
            [](const Source& a, const Source& b) { return a.name < b.name; });
  return sources;
}

const Source* complete_version_of(const Source& source, const std::vector<Source>& sources) {
  if (source.is_complete()) return nullptr;
  for (const Source& other : sources) {
    if (other.is_complete() && other.root.at("provider") == source.root.at("provider")) {
      return &other;
    }
  }
  return nullptr;
}

void add_provider(const Source& source, const std::vector<Source>& sources, const fs::path& data,
                  const Tsv& variations, schema::build::TableBuilder& builder) {
  const Source* complete = complete_version_of(source, sources);
  schema::table::Provider provider = schema::build::read_schema(
      source.root, complete == nullptr ? nullptr : &complete->root, builder);
  const fs::path planned = data / "planned";
  const fs::path learnt = planned / (source.name + ".tsv");
  const fs::path by_hand = planned / "by-hand" / (source.name + ".tsv");
  if (fs::exists(learnt)) {
    provider.facts = 1;
    provider.defaults = schema::build::read_planned(schema::build::read_tsv(learnt), variations,
                                                    source.root, source.root, builder);
  } else if (fs::exists(by_hand)) {
    provider.defaults = schema::build::read_planned(schema::build::read_tsv(by_hand), variations,
                                                    source.root, source.root, builder);
  } else if (complete != nullptr && fs::exists(planned / (complete->name + ".tsv"))) {
    provider.defaults =
        schema::build::read_planned(schema::build::read_tsv(planned / (complete->name + ".tsv")),
                                    variations, complete->root, source.root, builder);
  }
  builder.provider(provider);
}

void build_table(const fs::path& data, const fs::path& output) {
  schema::build::TableBuilder builder;
  const std::vector<Source> sources = read_sources(data / "providers");
  const Tsv variations = schema::build::read_tsv(data / "planned" / "variations.tsv");
  for (const Source& source : sources) add_provider(source, sources, data, variations, builder);
  schema::build::read_service_defaults(schema::build::read_tsv(data / "service_defaults.tsv"),
                                       builder);
  schema::build::read_identities(schema::build::read_tsv(data / "identities.tsv"), builder);

  schema::build::read_single_facts(
      schema::build::read_tsv(data / "facts.tsv"), schema::build::read_tsv(data / "tiers.tsv"),
      schema::build::read_tsv(data / "planned" / "given.tsv"), builder);

  const std::vector<uint32_t> words = builder.words();
  std::ofstream file(output, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(words.data()),
             static_cast<std::streamsize>(words.size() * sizeof(uint32_t)));
  if (!file.flush()) throw std::runtime_error("cannot write " + output.string());
  std::printf("%s: %s, %zu bytes\n", output.filename().c_str(), builder.summary().c_str(),
              words.size() * sizeof(uint32_t));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: schema_table DATA_DIRECTORY OUTPUT\n");
    return 2;
  }
  try {
    build_table(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "schema_table: %s\n", error.what());
    return 1;
  }
  return 0;
}
