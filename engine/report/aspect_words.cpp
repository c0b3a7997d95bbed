#include "report/aspect_words.hpp"

#include <fmt/format.h>

namespace pessimist {

std::string name_of(const Model& model, const Aspect& aspect) {
  switch (aspect.kind) {
    case Aspect::Kind::field:
      return model.fields()[aspect.role][aspect.number].name;
    case Aspect::Kind::timer:
      return model.timer_names()[aspect.number];
    case Aspect::Kind::up:
    case Aspect::Kind::clock:
    case Aspect::Kind::pause:
    case Aspect::Kind::links:
    case Aspect::Kind::lies:
      return std::string(to_string(aspect.kind));
    case Aspect::Kind::message:
    case Aspect::Kind::history:
      return model.message_names()[aspect.number];
    case Aspect::Kind::fault:
      return std::string(to_string(static_cast<Fault>(aspect.number)));
  }
  return {};
}

std::string aspect_in_words(const Model& model, const Aspect& aspect) {
  const std::string name = name_of(model, aspect);
  const std::string& role = model.layout().roles()[aspect.role].name;
  switch (aspect.kind) {
    case Aspect::Kind::field:
      return fmt::format("{} of {}", name, role);
    case Aspect::Kind::timer:
      return fmt::format("timer {} of {}", name, role);
    case Aspect::Kind::up:
      return fmt::format("which {} is up", role);
    case Aspect::Kind::clock:
      return fmt::format("clock of {}", role);
    case Aspect::Kind::pause:
      return fmt::format("where {} stands still", role);
    case Aspect::Kind::links:
      return fmt::format("whom {} does not hear", role);
    case Aspect::Kind::lies:
      return fmt::format("which {} lies", role);
    case Aspect::Kind::message:
      return fmt::format("messages {}", name);
    case Aspect::Kind::history:
      return fmt::format("history of {}", name);
    case Aspect::Kind::fault:
      return fmt::format("use of {}", name);
  }
  return {};
}

}  // namespace pessimist
