#include "report/chart_mark.hpp"

#include <fmt/format.h>

namespace pessimist {

std::string mark_at(const ChartMark& mark, int x, int y) {
  return fmt::format("<path class=\"mark {}\" transform=\"translate({} {})\" d=\"{}\"/>\n", mark.name, x, y,
                     mark.shape);
}

const ChartMark& mark_of(const TraceStep& step) {
  switch (step.trigger.kind) {
    case Trigger::Kind::receive:
      return marks::received;
    case Trigger::Kind::timeout:
      return marks::timer;
    case Trigger::Kind::suspect:
      return marks::suspects;
    case Trigger::Kind::resume:
      return marks::resumes;
    case Trigger::Kind::forge:
      return marks::lies;
    case Trigger::Kind::jump:
      return marks::jumps;
    case Trigger::Kind::crash:
      return marks::crashes;
    case Trigger::Kind::restart:
      return marks::restarts;
    case Trigger::Kind::amnesia:
      return marks::forgets;
    case Trigger::Kind::drop:
      return marks::lost;
    case Trigger::Kind::duplicate:
      return marks::doubled;
    case Trigger::Kind::cut:
      return marks::cut;
    default:
      return marks::acts;
  }
}

}  // namespace pessimist
