#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pessimist/spec.hpp"

namespace pessimist::cli {

/// Throws UsageError, which names the known ones.
const Spec& find_spec(const std::string& name);

/// Of `name=value` words. Throws UsageError for other words, unknown names, and names given twice.
Assignments parse_assignments(const Spec& spec, const std::vector<std::string>& words);

/// The model. Whatever else but a UsageError its making throws becomes a SpecError: it is the specification's code.
std::unique_ptr<Model> make_model(const Spec& spec, const Assignments& assignments);

}  // namespace pessimist::cli
