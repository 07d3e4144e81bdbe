// SPDX-License-Identifier: Apache-2.0
//
// Which other environments keep their state where a root keeps its own.
#include <gtest/gtest.h>

#include "graph/graph.h"
#include "source/source.h"
#include "values/inspect.h"

namespace graph {
namespace {

class SharedStateTest : public testing::Test {
 protected:
  void add(const std::string& directory, const std::string& backend) {
    file_system_.add(directory + "/main.tf", "terraform {\n  backend " + backend + "\n}\n");
  }

  void evaluate(const std::string& directory, const std::string& workspace = "") {
    configurations_.push_back(std::make_unique<terraform::Configuration>(loader_.load(directory)));
    evaluations_.push_back(std::make_unique<terraform::Evaluation>(terraform::evaluate(
        *configurations_.back(), {.workspace = workspace}, terraform::Purpose::check, loader_)));
    owned_.push_back(std::make_unique<Graph>(*evaluations_.back(), &graphs_));
    graphs_.push_back(owned_.back().get());
  }

  // "b apart", "b", "b perhaps apart"; "perhaps others" for what is not told.
  std::string shared() {
    const NodeId backend = graphs_[0]->of_type("terraform_backend")[0];
    const Value list = graphs_[0]->value(backend).attribute_source()->attribute("shared_with");
    if (list.is_unknown()) return "perhaps others";
    std::string text;
    for (const Value& other : list.elements()) {
      const Value apart = values::member_of(other, "apart");
      text += std::string(values::member_of(other, "name").as_string());
      text += apart.is_unknown() ? " perhaps apart" : apart.as_boolean() ? " apart" : "";
    }
    return text;
  }

  source::MemoryFileSystem file_system_;
  source::Files files_;
  terraform::Loader loader_{file_system_, files_, 1};
  Graphs graphs_;
  std::vector<std::unique_ptr<terraform::Configuration>> configurations_;
  std::vector<std::unique_ptr<terraform::Evaluation>> evaluations_;
  std::vector<std::unique_ptr<Graph>> owned_;
};

constexpr const char* kBackend =
    "\"s3\" {\n    bucket = \"s\"\n    key = \"k\"\n    region = \"r\"\n  }";

TEST_F(SharedStateTest, NamesARootThatKeepsItsStateInTheSamePlace) {
  add("a", kBackend);
  add("b", kBackend);
  evaluate("a");
  evaluate("b");
  EXPECT_EQ(shared(), "b");
}

TEST_F(SharedStateTest, IsNobodyWhereTheKeysDiffer) {
  add("a", kBackend);
  add("b", "\"s3\" {\n    bucket = \"s\"\n    key = \"other\"\n    region = \"r\"\n  }");
  add("c", "\"gcs\" {\n    bucket = \"s\"\n  }");
  evaluate("a");
  evaluate("b");
  evaluate("c");
  EXPECT_EQ(shared(), "");
}

TEST_F(SharedStateTest, TellsWorkspacesApart) {
  add("a", kBackend);
  evaluate("a", "production");
  evaluate("a", "staging");
  EXPECT_EQ(shared(), "a (staging) apart");
}

TEST_F(SharedStateTest, LeavesOpenWhichWorkspaceTheInputsOfOneRootAreFor) {
  add("a", kBackend);
  evaluate("a");
  evaluate("a");
  EXPECT_EQ(shared(), "a perhaps apart");
}

TEST_F(SharedStateTest, LeavesOpenWhatIsGivenOnTheCommandLine) {
  add("a", kBackend);
  add("b", "\"s3\" {\n    bucket = \"s\"\n  }");
  evaluate("a");
  evaluate("b");
  EXPECT_EQ(shared(), "perhaps others");
}

TEST_F(SharedStateTest, IsNobodyWhereWhatIsGivenDiffers) {
  add("a", kBackend);
  add("b", "\"s3\" {\n    bucket = \"another\"\n  }");
  evaluate("a");
  evaluate("b");
  EXPECT_EQ(shared(), "");
}

}  // namespace
}  // namespace graph
