// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/terraform.h"

// All environments of one run. What one reads of another's state is what that one's outputs are, so
// that each is evaluated when it is first asked for, be it by another.
namespace terraform {

// How many nodes the graph of an evaluation has: resources and what else the files declare.
size_t count_nodes(const Evaluation& evaluation);
// With more than that, others could not name them.
inline constexpr size_t kMaxNodes = size_t{1} << kNodeBits;

class Environments {
 public:
  // The loader must outlive the environments.
  explicit Environments(Loader& loader) : loader_(loader) {}

  // The configuration must outlive the environments.
  void add(const Configuration& configuration, const Inputs& inputs);
  const Evaluation& evaluation(size_t index);
  // From now on no further one is evaluated: what was not is nowhere to be found.
  void finish() { finished_ = true; }
  [[nodiscard]] size_t size() const { return environments_.size(); }
  [[nodiscard]] bool is_evaluated(size_t index) const {
    return environments_[index].evaluation != nullptr;
  }

  // The environment whose state a data source reads.
  struct Found {
    enum class Kind : uint8_t {
      nothing,  // no root of the repository keeps it
      one,
      several,  // more than one environment may be meant
      cyclic,   // the one reads, in turn, the state of who asks
      unknown,  // what is asked for is not known
    } kind = Kind::nothing;
    size_t index = 0;   // of the one
    std::string names;  // of the roots that are meant: "net", "net (staging), net (prod)"
  };
  // For the environment that is being evaluated, in `directory`.
  Found find(std::string_view backend, const Value& config, const Value& workspace,
             std::string_view directory, const schema::Schemas& schemas, values::Arena& arena);

 private:
  struct Environment {
    const Configuration* configuration;
    Inputs inputs;
    Value backend;  // what its backend block gives
    std::unique_ptr<Evaluation> evaluation;
    bool running = false;
  };
  std::string name(const Environment& environment) const;
  bool can_be_read(size_t index);

  Loader& loader_;
  values::Arena arena_;
  std::vector<Environment> environments_;
  uint32_t depth_ = 0;
  bool finished_ = false;
};

}  // namespace terraform
