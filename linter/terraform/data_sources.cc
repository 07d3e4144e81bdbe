// SPDX-License-Identifier: Apache-2.0
// What data sources come to that ask nobody: policy documents, regions, partitions, ARNs, default
// tags, lifecycle policies. Exports what its header declares. Tested in
// tests/terraform/data_sources_test.cc.
#include "terraform/data_sources.h"

#include <algorithm>
#include <array>
#include <boost/crc.hpp>

#include "expressions/functions/digests.h"
#include "expressions/functions/template_text.h"
#include "terraform/body_reader.h"
#include "terraform/default_tags.h"
#include "terraform/policy_document.h"
#include "terraform/provider_configuration.h"
#include "values/inspect.h"
#include "values/settled.h"

namespace terraform {

namespace {

using expressions::digests::hex;
using expressions::digests::sha256;
using values::is_text;
using values::Kind;
using values::Type;

std::string_view computation_of(Evaluator& evaluator, NodeId node) {
  const Resource& resource = *evaluator.instance_of(node).resource;
  if (resource.mode != schema::Mode::data) return {};
  return evaluator.schemas.fact("data_source", resource.type, "computation");
}

// One data source being computed.
class Computation {
 public:
  Computation(Evaluator& evaluator, NodeId node, View view)
      : evaluator_(evaluator), arena_(evaluator.arena), node_(node), view_(view) {}

  std::optional<Value> attribute(std::string_view kind, std::string_view name) {
    if (kind == "policy_document") return policy(name);
    if (kind == "lifecycle_policy") return lifecycle_policy(name);
    if (kind == "region") return region(name);
    if (kind == "partition") return partition(name);
    if (kind == "by_region") return by_region(name);
    if (kind == "arn") return arn(name);
    if (kind == "default_tags") return tags(name);
    if (kind == "template") return rendered(name);
    return std::nullopt;
  }

  PolicyDocument policy_document() {
    const std::vector<Value> sources = documents("source_json", "source_policy_documents");
    const std::vector<Value> overrides = documents("override_json", "override_policy_documents");
    return terraform::policy_document({.version = settled("version"),
                                       .id = settled("policy_id"),
                                       .statements = settled("statement"),
                                       .sources = sources,
                                       .overrides = overrides},
                                      arena_);
  }

 private:
  Value given(std::string_view name) { return evaluator_.configured(node_, name); }

  // For documents: what can be just one value is taken for it. Whether the plan knows as much is
  // asked of the whole (as_text).
  Value settled(std::string_view name) { return values::settled_throughout(given(name), arena_); }

  Value text(std::string_view value) { return Value::string(value, arena_); }

  Value nothing_known(const Value& document) {
    return values::make_unknown(Type::string(), nullptr, nullptr,
                                values::all_reasons(document, arena_), arena_);
  }

  // The one of the older argument, then those of the newer one. Of a list that is not known, what
  // may be missing is a document of which nothing is known, and so is all if nothing is known of
  // it.
  std::vector<Value> documents(std::string_view older, std::string_view newer) {
    std::vector<Value> all;
    if (const Value one = settled(older); !one.is_null()) all.push_back(one);
    const Value more = settled(newer);
    if (const auto* sketch =
            values::sketch_of<values::ElementsSketch>(more, values::SketchKind::elements)) {
      for (const values::SketchElement& element : sketch->elements) {
        all.push_back(element.optional ? nothing_known(element.value) : element.value);
      }
      return all;
    }
    if (more.is_unknown()) all.push_back(more);
    if (!more.is_known()) return all;
    for (const Value& document : more.elements()) {
      if (!document.is_null()) all.push_back(document);
    }
    return all;
  }

  std::optional<Value> policy(std::string_view name) {
    const bool indented = name == "json";
    const bool hash = name == "id";
    if (!indented && !hash && name != "minified_json") return std::nullopt;
    const PolicyDocument document = policy_document();
    if (!document.error.empty()) return Value::unknown(Type::string(), arena_);
    if (hash && !document.value.is_wholly_known()) return std::nullopt;
    return as_text(name, document.value, [&] {
      std::string json = policy_text(document.value, indented || hash);
      if (!hash) return json;
      boost::crc_32_type crc;
      crc.process_bytes(json.data(), json.size());
      return std::to_string(crc.checksum());
    });
  }

  // A text if the plan reads it, or for rules if it is known; else unknown, with what is known.
  template <class Text>
  Value as_text(std::string_view name, const Value& document, const Text& text_of) {
    const bool known = document.is_wholly_known();
    if (known && (view_ == View::judged || is_read_by_plan(evaluator_, node_))) {
      return text(text_of()).with_origins(
          values::unknown_from(Type::string(), {&document, 1}, evaluator_.origins, arena_)
              .origins());
    }
    const Value unknown =
        known ? evaluator_.known_after_apply(node_, name, Type::string())
              : values::unknown_from(Type::string(), {&document, 1}, evaluator_.origins, arena_);
    const auto* sketch =
        arena_.make<values::Document>(values::Document{{values::SketchKind::document}, document});
    return values::with_sketch(unknown, sketch, arena_);
  }

  // The rules of an image repository, in the provider's order of members.
  std::optional<Value> lifecycle_policy(std::string_view name) {
    if (name != "json") return std::nullopt;
    static constexpr auto kOrder = std::to_array<std::string_view>(
        {"rulePriority", "description", "selection", "tagStatus", "tagPatternList", "tagPrefixList",
         "countType", "countUnit", "countNumber", "action", "type"});
    const Value rules = settled("rule");
    if (rules.is_unknown()) return std::nullopt;
    std::vector<Value> members;
    if (rules.is_known()) {
      for (const Value& rule : rules.elements()) {
        members.push_back(renamed(rule, {{"priority", "rulePriority"},
                                         {"description", "description"},
                                         {"selection", "selection"},
                                         {"action", "action"}}));
      }
    }
    const std::string_view keys[] = {"rules"};
    const Value list[] = {Value::tuple(members, arena_)};
    const Value document = Value::object(keys, list, arena_);
    return as_text(name, document, [&] {
      return values::to_json(document, {.escape_html = true, .indent = 2, .first = kOrder});
    });
  }

  // An object of a rule with the names of the service's API; a list of one block is that block.
  Value renamed(const Value& block,
                std::span<const std::pair<std::string_view, std::string_view>> names) {
    if (!block.is_known() || block.kind() != Kind::object) return block;
    static constexpr auto kInner = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"tag_status", "tagStatus"},
         {"tag_pattern_list", "tagPatternList"},
         {"tag_prefix_list", "tagPrefixList"},
         {"count_type", "countType"},
         {"count_unit", "countUnit"},
         {"count_number", "countNumber"},
         {"type", "type"}});
    std::vector<std::string_view> keys;
    std::vector<Value> members;
    for (const auto& [name, api_name] : names) {
      const Value* found = block.find(name);
      if (!found || found->is_null()) continue;
      const bool blocks = found->is_known() && found->kind() == Kind::tuple &&
                          found->elements().size() == 1 &&
                          found->elements()[0].kind() == Kind::object;
      keys.push_back(api_name);
      members.push_back(blocks ? renamed(found->elements()[0], kInner) : *found);
    }
    return Value::object(keys, members, arena_);
  }
  Value renamed(const Value& block,
                std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
    return renamed(block, std::span(names.begin(), names.size()));
  }

  std::optional<Value> region(std::string_view name) {
    if (!given("endpoint").is_null()) return std::nullopt;
    Value region = given("name");
    if (region.is_null()) region = given("region");
    if (region.is_null()) region = provider_argument(evaluator_, node_, "region");
    if (region.is_null()) return std::nullopt;
    const bool itself = name == "name" || name == "id" || name == "region";
    if (!is_text(region)) return dependent(region, itself || name == "description");
    if (itself) return region;
    const std::string_view partition = fact("region", region.as_string(), "partition");
    if (partition.empty()) return std::nullopt;
    if (name == "description") return text(fact("region", region.as_string(), name));
    if (name != "endpoint") return std::nullopt;
    return text("ec2." + std::string(region.as_string()) + '.' +
                std::string(fact("partition", partition, "dns_suffix")));
  }

  std::optional<Value> partition(std::string_view name) {
    const Value region = provider_argument(evaluator_, node_, "region");
    if (region.is_null()) return std::nullopt;
    const bool itself = name == "partition" || name == "id";
    if (!is_text(region)) return dependent(region, itself);
    const std::string_view partition = fact("region", region.as_string(), "partition");
    if (partition.empty()) return std::nullopt;
    if (itself) return text(partition);
    const std::string_view value = fact("partition", partition, name);
    return value.empty() ? std::nullopt : std::optional(text(value));
  }

  // What a table of regions says: the region's row, or one of all of them; where another argument
  // counts, its value or its default stands behind a space.
  std::optional<Value> by_region(std::string_view name) {
    const std::string_view type = evaluator_.instance_of(node_).resource->type;
    Value region = given("region");
    if (region.is_null()) region = provider_argument(evaluator_, node_, "region");
    if (fact(type, "*", name).empty() && !is_text(region))
      return dependent(region, name != "region");
    std::string row(is_text(region) ? region.as_string() : std::string_view("*"));
    if (const std::string_view key = fact("data_source", type, "key"); !key.empty()) {
      const Value beside = given(key);
      if (!beside.is_null() && !is_text(beside)) return dependent(beside, name != "region");
      if (is_text(beside)) row += ' ' + std::string(beside.as_string());
    }
    std::string_view found = fact(type, row, name);
    if (found.empty()) found = fact(type, "*", name);
    return found.empty() ? std::nullopt : std::optional(text(found));
  }

  // What follows from something that is not known.
  std::optional<Value> dependent(const Value& unknown, bool computed) {
    if (!computed || !unknown.is_unknown()) return std::nullopt;
    return values::unknown_from(Type::string(), {&unknown, 1}, evaluator_.origins, arena_);
  }

  std::optional<Value> arn(std::string_view name) {
    static constexpr auto kParts = std::to_array<std::string_view>(
        {"", "partition", "service", "region", "account", "resource"});
    const Value given_arn = given("arn");
    if (name == "id") return given_arn;
    if (!is_text(given_arn)) return std::nullopt;
    std::string_view rest = given_arn.as_string();
    for (size_t part = 0; part < kParts.size(); ++part) {
      const bool last = part + 1 == kParts.size();
      const size_t end = last ? rest.size() : rest.find(':');
      if (end == std::string_view::npos) return std::nullopt;
      if (kParts[part] == name) return text(rest.substr(0, end));
      rest.remove_prefix(last ? end : end + 1);
    }
    return std::nullopt;
  }

  // A template's text, and as its id the digest of it.
  std::optional<Value> rendered(std::string_view name) {
    const Value given_text = given("template");
    const Value variables = given("vars");
    const bool computed = name == "rendered" || name == "id";
    if (!computed || !is_text(given_text) || variables.is_unknown()) return std::nullopt;
    // Written in a way that is refused: not as an argument.
    if (variables.is_null() && find_block(*evaluator_.content(node_).body, "vars")) {
      return std::nullopt;
    }
    diagnostics::Diagnostics problems;
    expressions::Context context = evaluator_.context_for(problems);
    const Value rendered = expressions::rendered_text(given_text.as_string(), variables,
                                                      evaluator_.scope_of(node_), context);
    if (problems.has_errors()) {
      const Range header = evaluator_.instance_of(node_).resource->block->header;
      const auto certain = evaluator_.certainty(node_);
      evaluator_.report_once(header, "Failed to render a template",
                             problems.all().front().summary + ". " + problems.all().front().detail);
      return evaluator_.invalid(header, "Failed to render a template", Type::string());
    }
    if (rendered.is_unknown()) {
      if (name == "id") return std::nullopt;
      // To a plan it is unknown as a whole: it is not read yet.
      const Value later = evaluator_.known_after_apply(node_, name, Type::string());
      return values::with_sketch(later, rendered.unknown_data().sketch, arena_);
    }
    if (view_ == View::planned && !is_read_by_plan(evaluator_, node_)) return std::nullopt;
    return name == "id" ? text(hex(sha256(rendered.as_string()))) : rendered;
  }

  std::optional<Value> tags(std::string_view name) {
    if (name != "tags") return by_region(name);
    const Value tags = default_tags(evaluator_, node_);
    return tags.is_null() ? Value::map(Type::string(), {}, {}, arena_) : tags;
  }

  [[nodiscard]] std::string_view fact(std::string_view subject, std::string_view name,
                                      std::string_view attribute) const {
    return evaluator_.schemas.fact(subject, name, attribute);
  }

  Evaluator& evaluator_;
  values::Arena& arena_;
  NodeId node_;
  View view_;
};

// Where a Sid is written that is there already, or where the documents are taken in that have it.
Range place_of_duplicate(Evaluator& evaluator, NodeId node, const PolicyDocument& document) {
  const syntax::Body& body = *evaluator.content(node).body;
  const syntax::Expression* sources = find_expression(body, "source_policy_documents");
  if (document.of_sources && sources) return sources->range;
  Range place = evaluator.instance_of(node).resource->block->header;
  for (const syntax::Block& block : body.blocks) {
    const syntax::Expression* sid = find_expression(*block.body, "sid");
    if (!sid) continue;
    const Value value = evaluator.evaluate(*sid, evaluator.scope_of(node));
    if (is_text(value) && value.as_string() == document.duplicate) place = sid->range;
  }
  return place;
}

}  // namespace

bool is_computed(Evaluator& evaluator, NodeId node) {
  return !computation_of(evaluator, node).empty();
}

std::optional<Value> computed_attribute(Evaluator& evaluator, NodeId node, std::string_view name,
                                        View view) {
  const std::string_view kind = computation_of(evaluator, node);
  if (kind.empty()) return std::nullopt;
  const auto value = Computation(evaluator, node, view).attribute(kind, name);
  // What waits for something, itself or with its module, is read at apply.
  const bool early = view == View::planned && value && value->is_known();
  return early && !is_read_by_plan(evaluator, node) ? std::nullopt : value;
}

Value computed_default(Evaluator& evaluator, NodeId node, std::string_view path, Type type) {
  const std::string_view fact = evaluator.schemas.fact(
      "data_source_default", evaluator.instance_of(node).resource->type, path);
  if (fact.empty() || !is_read_by_plan(evaluator, node)) return Value::null(type);
  const auto value = values::from_json(fact, evaluator.arena);
  const auto converted = values::convert(value.value(), type, evaluator.arena);
  return converted.ok ? converted.value : Value::null(type);
}

void check_computed(Evaluator& evaluator, NodeId node) {
  const std::string_view computation = computation_of(evaluator, node);
  if (computation == "template") evaluator.planned(node, "rendered");  // reports as it renders
  if (computation != "policy_document") return;
  const PolicyDocument document = Computation(evaluator, node, View::planned).policy_document();
  if (document.error.empty()) return;
  evaluator.report_once(place_of_duplicate(evaluator, node, document), "Invalid policy document",
                        "The provider refuses it: " + document.error);
}

}  // namespace terraform
