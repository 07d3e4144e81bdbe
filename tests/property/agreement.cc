// SPDX-License-Identifier: Apache-2.0
// Compares and shrinks. Exported: disagreements, shrink.
#include "property/agreement.h"

#include <algorithm>

namespace property {

namespace {

constexpr size_t kCandidates = 60;  // of one expression in one round
constexpr int kRounds = 40;

bool same_way(const Disagreement& a, const Disagreement& b) {
  return a.plumbline.kind() == b.plumbline.kind() && a.terraform.kind() == b.terraform.kind();
}

// Candidates for each, of which all are asked together.
struct Round {
  std::vector<Expression> candidates;
  std::vector<size_t> of;  // the disagreement that a candidate is to replace
};

Round candidates_of(std::span<const Disagreement> found, const std::vector<size_t>& offsets) {
  Round round;
  for (size_t i = 0; i < found.size(); ++i) {
    std::vector<Expression> all = smaller(found[i].expression);
    for (size_t j = offsets[i]; j < all.size() && j < offsets[i] + kCandidates; ++j) {
      round.candidates.push_back(std::move(all[j]));
      round.of.push_back(i);
    }
  }
  return round;
}

// Terraform walks objects in the random order of Go's maps, so that its answer to an equality of
// objects may be another each time: what it answers as Plumbline does now and then is left out.
void drop_undecided(std::vector<Disagreement>& found, const TerraformAnswers& terraform) {
  constexpr size_t kAsked = 8;
  std::vector<std::string> texts;
  for (const Disagreement& row : found) texts.insert(texts.end(), kAsked, text_of(row.expression));
  if (texts.empty()) return;
  const std::vector<Answer> again = terraform.answers(texts);
  std::vector<Disagreement> kept;
  for (size_t i = 0; i < found.size(); ++i) {
    const auto answers = std::span(again).subspan(i * kAsked, kAsked);
    const bool agreed = std::ranges::any_of(
        answers, [&](const Answer& answer) { return answer.agrees(found[i].plumbline); });
    if (!agreed) kept.push_back(std::move(found[i]));
  }
  found = std::move(kept);
}

}  // namespace

std::vector<Disagreement> disagreements(std::span<const Expression> expressions,
                                        PlumblineAnswers& plumbline,
                                        const TerraformAnswers& terraform) {
  std::vector<std::string> texts;
  for (const Expression& expression : expressions) texts.push_back(text_of(expression));
  const std::vector<Answer> wanted = terraform.answers(texts);
  std::vector<Disagreement> found;
  for (size_t i = 0; i < texts.size(); ++i) {
    const Answer answer = plumbline.answer(texts[i]);
    if (!answer.agrees(wanted[i])) found.push_back({expressions[i], answer, wanted[i]});
  }
  drop_undecided(found, terraform);
  return found;
}

void shrink(std::vector<Disagreement>& found, PlumblineAnswers& plumbline,
            const TerraformAnswers& terraform) {
  // Where in the candidates of each to look next; past their end it is as small as can be.
  std::vector<size_t> offsets(found.size(), 0);
  for (int i = 0; i < kRounds; ++i) {
    const Round round = candidates_of(found, offsets);
    if (round.candidates.empty()) return;
    const auto smaller_ones = disagreements(round.candidates, plumbline, terraform);
    std::vector<const Disagreement*> best(found.size(), nullptr);
    size_t next = 0;
    for (const Disagreement& smaller_one : smaller_ones) {
      while (text_of(round.candidates[next]) != text_of(smaller_one.expression)) ++next;
      const size_t of = round.of[next++];
      if (best[of] == nullptr && same_way(smaller_one, found[of])) best[of] = &smaller_one;
    }
    for (size_t j = 0; j < found.size(); ++j) {
      offsets[j] = best[j] != nullptr ? 0 : offsets[j] + kCandidates;
      if (best[j] != nullptr) found[j] = *best[j];
    }
  }
}

}  // namespace property
