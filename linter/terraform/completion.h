// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "terraform/evaluator.h"
#include "terraform/resource_shape.h"
#include "terraform/siblings.h"

namespace terraform {

// Plan: what Terraform knows. Rules: what the service does with what it is not told (Evaluation's
// `judged`); blocks stay in the order of the text, as tuples.
enum class View : uint8_t { planned, judged };

// Completes the sparse values of one resource instance with what the configuration leaves out.
class Completion {
 public:
  Completion(Evaluator& evaluator, NodeId node, View view);

  // An argument at the top of the resource.
  Value argument(std::string_view name, const Value& configured);

 private:
  // Where in the resource something stands: as a type sees it ("ingress[].cidr_blocks"), and as
  // this instance does ("ingress[0].cidr_blocks").
  struct Path {
    std::string type;
    std::string instance;
    bool in_set = false;  // inside of an element of a set of blocks
    [[nodiscard]] Path member(std::string_view name) const;
    [[nodiscard]] Path element(size_t index, schema::Nesting nesting) const;
  };

  Value member(const Shape& shape, std::string_view name, const Value& configured, const Path& path,
               const Siblings& siblings);
  Answer is_dropped(std::string_view name, const Value& value, const Path& path,
                    const Siblings& siblings);
  std::optional<Value> in_planned_form(const Shape& shape, std::string_view name,
                                       const Value& configured, const Path& path,
                                       const Siblings& siblings);
  Value dropped(const Shape& shape, std::string_view name, const Path& path);
  Value as_given(const Shape& shape, std::string_view name, const Value& configured,
                 const Path& path);
  Value object(const Shape& shape, const Value& sparse, const Path& path);
  Value blocks(const Shape& inside, const Shape::Nested& nested, values::Type type,
               const Value& configured, const Path& path);
  Value sketched(const Shape& inside, const Shape::Nested& nested, const Value& unknown,
                 const Path& path);
  Value absent(const Shape& shape, std::string_view name, const Path& path,
               const Siblings& siblings);
  Value absent_from_plan(const Shape& shape, std::string_view name, const Path& path,
                         const Siblings& siblings);
  Value absent_for_rules(const Shape& shape, std::string_view name, const Path& path,
                         const Siblings& siblings);
  // A default under the conditions that it depends on; nothing if there is no fact.
  std::optional<Value> from_fact(const schema::PlannedDefault& fact, values::Type type,
                                 const Path& path, const Siblings& siblings);
  Value symbol(values::Type type, const Path& path);
  Value typed(const Value& value, values::Type type);
  [[nodiscard]] bool identifies(const Path& path) const;

  Evaluator& evaluator_;
  NodeId node_;
  View view_;
  const ResourceContent& content_;
  std::string_view type_;  // of the resource
  bool managed_;           // not a data source
};

}  // namespace terraform
