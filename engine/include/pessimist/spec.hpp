#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pessimist/model.hpp"
#include "pessimist/parameter.hpp"
#include "pessimist/protocol_model.hpp"

namespace pessimist {

/// A registered specification.
struct Spec {
  std::string name;     ///< as on the command line: `two-phase-commit`
  std::string summary;  ///< one line
  /// The parameters with the values assigned. Throws UsageError.
  std::vector<ParameterInfo> (*parameters)(const Assignments&) = nullptr;
  /// The system. Throws UsageError for bad parameters, SpecError for a setup that makes no sense.
  std::unique_ptr<Model> (*make)(const Assignments&) = nullptr;
  std::string file{};  ///< of its source, as it was called when it was compiled
};

/// Every specification in this program, sorted by name.
const std::vector<Spec>& registered_specs();

/// The whole main() of a program with specifications of its own: `int main(int c, char** v) { return
/// pessimist::main(c, v); }`. Returns the exit code.
int main(int argc, char** argv);

namespace detail {

bool register_spec(Spec spec);

template <class Protocol>
bool register_protocol(const char* file = __builtin_FILE()) {
  using Parameters = typename Protocol::Parameters;
  return register_spec(
      {std::string(Protocol::name), std::string(Protocol::summary),
       [](const Assignments& given) { return describe_parameters(assign_parameters<Parameters>(given)); },
       [](const Assignments& given) -> std::unique_ptr<Model> {
         return std::make_unique<ProtocolModel<Protocol>>(assign_parameters<Parameters>(given));
       },
       file});
}

}  // namespace detail
}  // namespace pessimist

/// Makes a protocol known to the command line. In namespace scope, in the one file of the protocol.
#define PESSIMIST_SPEC(Protocol)                                       \
  [[maybe_unused]] static const bool pessimist_registered_##Protocol = \
      ::pessimist::detail::register_protocol<Protocol>()
