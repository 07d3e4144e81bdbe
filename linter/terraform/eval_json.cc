// SPDX-License-Identifier: Apache-2.0
// Writes an evaluation in the shape of Terraform's own plan JSON. Exports write_eval_json. Tested
// in tests/cli/.
#include "terraform/eval_json.h"

#include <algorithm>

#include "terraform/resource_shape.h"

namespace terraform {

namespace {

using values::Kind;

// Members of a JSON object or array, with their commas.
class Members {
 public:
  Members(std::string& out, char open, char close) : out_(out), close_(close) { out_ += open; }
  ~Members() { out_ += close_; }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  void next() {
    if (!std::exchange(first_, false)) out_ += ',';
  }
  void next(std::string_view key) {
    next();
    out_ += values::json_string(key) + ':';
  }
  void text(std::string_view key, std::string_view value) {
    next(key);
    out_ += values::json_string(value);
  }

 private:
  std::string& out_;
  char close_;
  bool first_ = true;
};

bool has_keys(const Value& value) {
  return value.kind() == Kind::map || value.kind() == Kind::object;
}

bool is_nested(const Value& value) { return value.is_known() && value.kind() >= Kind::list; }

class EvalJson {
 public:
  EvalJson(const Evaluation& evaluation, std::string& out) : evaluation_(evaluation), out_(out) {}

  void resource(const ResourceInstance& instance) {
    Members members(out_, '{', '}');
    members.text("address", instance.address);
    const bool data = instance.resource->mode == schema::Mode::data;
    members.text("mode", data ? "data" : "managed");
    members.text("type", instance.resource->type);
    const Value value = planned(instance);
    members.next("values");
    known_part(value);
    members.next("unknown");
    unknown_part(value);
  }

  void output(const OutputValue& output) {
    const Value value = output.value.materialized(evaluation_.arena());
    Members members(out_, '{', '}');
    if (!value.is_unknown()) {
      members.next("value");
      known_part(value);
    }
    if (!value.is_wholly_known()) {
      members.next("unknown");
      unknown_part(value);
    }
    members.next("sensitive");
    out_ += output.sensitive ? "true" : "false";
  }

 private:
  // The whole instance under plan semantics; without a schema, what the configuration gives.
  Value planned(const ResourceInstance& instance) {
    const Shape shape{instance.schema, {}};
    if (!shape.closed()) return instance.configured;
    std::vector<std::string_view> names = shape.attribute_names();
    for (const schema::NestedBlock& nested : instance.schema->blocks) names.push_back(nested.name);
    std::vector<Value> members;
    for (const std::string_view name : names) {
      members.push_back(evaluation_.planned(instance.id, name));
    }
    return Value::object(names, members, evaluation_.arena());
  }

  void known_part(const Value& given) {
    const Value value = given.materialized(evaluation_.arena());
    if (value.is_null() || value.is_unknown()) {
      out_ += "null";
    } else if (!is_nested(value)) {
      out_ += values::to_json(value);
    } else if (has_keys(value)) {
      Members members(out_, '{', '}');
      for (size_t i = 0; i < value.keys().size(); ++i) {
        if (value.elements()[i].is_unknown()) continue;
        members.next(value.keys()[i]);
        known_part(value.elements()[i]);
      }
    } else {
      Members members(out_, '[', ']');
      for (const Value& element : value.elements()) {
        members.next();
        known_part(element);
      }
    }
  }

  // True where a value is unknown; of the same form where a part of it is.
  void unknown_part(const Value& given) {
    const Value value = given.materialized(evaluation_.arena());
    if (!is_nested(value)) {
      out_ += value.is_unknown() ? "true" : "false";
    } else if (has_keys(value)) {
      Members members(out_, '{', '}');
      for (size_t i = 0; i < value.keys().size(); ++i) {
        if (value.elements()[i].is_wholly_known() && !is_nested(value.elements()[i])) continue;
        members.next(value.keys()[i]);
        unknown_part(value.elements()[i]);
      }
    } else {
      Members members(out_, '[', ']');
      for (const Value& element : value.elements()) {
        members.next();
        unknown_part(element);
      }
    }
  }

  const Evaluation& evaluation_;
  std::string& out_;
};

void write_errors(const Evaluation& evaluation, const source::Files& files, std::string& out) {
  Members errors(out, '[', ']');
  for (const auto& problem : diagnostics::sorted(evaluation.diagnostics().all(), files)) {
    if (problem.severity != diagnostics::Severity::error) continue;
    errors.next();
    Members error(out, '{', '}');
    error.text("message", problem.summary);
    if (!problem.subject.known()) continue;
    const source::File& file = files[problem.subject.file];
    error.text("file", file.path());
    error.next("line");
    out += std::to_string(file.position(problem.subject.begin).line);
  }
}

}  // namespace

void write_eval_json(const Evaluation& evaluation, const source::Files& files, std::string& out) {
  EvalJson json(evaluation, out);
  Members document(out, '{', '}');
  document.text("format_version", "1.0");
  document.next("resources");
  {
    Members resources(out, '[', ']');
    for (const ResourceInstance& instance : evaluation.resources()) {
      resources.next();
      json.resource(instance);
    }
  }
  document.next("outputs");
  {
    Members outputs(out, '{', '}');
    for (const OutputValue& output : evaluation.outputs()) {
      outputs.next(output.name);
      json.output(output);
    }
  }
  document.next("errors");
  write_errors(evaluation, files, out);
}

}  // namespace terraform
