#pragma once

// What reductions (reductions/) do to worlds, as the layers below them see it.

#include <functional>
#include <memory>

#include "pessimist/model.hpp"
#include "world/steps.hpp"
#include "world/tree.hpp"

namespace pessimist::world {

/// Brings a node's local state and inbox into a form in which those that need not be told apart are equal. Safe for any
/// number of threads.
class NormalForm {
 public:
  NormalForm() = default;
  NormalForm(const NormalForm&) = delete;
  NormalForm& operator=(const NormalForm&) = delete;
  virtual ~NormalForm() = default;

  virtual void normalize(NodeIndex node, PartId& local, Packets& inbox) const = 0;
};

/// Puts in place of a world the one that stands for all of its orbit. Private to a worker.
class Canonicalizer {
 public:
  Canonicalizer() = default;
  Canonicalizer(const Canonicalizer&) = delete;
  Canonicalizer& operator=(const Canonicalizer&) = delete;
  virtual ~Canonicalizer() = default;

  /// Changes the leaves alone. Throws OutOfRoom.
  virtual void canonicalize(Tree::Nodes& nodes) = 0;
};

/// The reductions of a run; by default none.
struct Reduction {
  const NormalForm* normal_form = nullptr;
  std::function<std::unique_ptr<Canonicalizer>(unsigned worker)> make_canonicalizer;
};

}  // namespace pessimist::world
