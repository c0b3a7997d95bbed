#include "report/size_json.hpp"

#include "report/aspect_words.hpp"

namespace pessimist {

using nlohmann::ordered_json;

namespace {

bool is_of_role(const Aspect& aspect) {
  return aspect.kind != Aspect::Kind::message && aspect.kind != Aspect::Kind::history &&
         aspect.kind != Aspect::Kind::fault;
}

ordered_json aspect_json(const Model& model, const Size& size, const Size::OfAspect& of) {
  ordered_json document{{"kind", to_string(of.aspect.kind)},
                        {"role", nullptr},
                        {"name", name_of(model, of.aspect)},
                        {"worlds_without", of.worlds_without},
                        {"values", of.values},
                        {"values_by_depth", of.values_by_depth},
                        {"mean_in_world", nullptr},
                        {"most_in_world", nullptr}};
  if (is_of_role(of.aspect)) document["role"] = model.layout().roles()[of.aspect.role].name;
  if (of.aspect.kind == Aspect::Kind::message || of.aspect.kind == Aspect::Kind::history) {
    document["mean_in_world"] = static_cast<double>(of.sum) / static_cast<double>(size.worlds);
    document["most_in_world"] = of.most;
  }
  return document;
}

}  // namespace

ordered_json size_json(const Model& model, const std::optional<Size>& size) {
  if (!size) return nullptr;
  ordered_json nodes = ordered_json::array();
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    const Size::OfNode& of = size->nodes[node];
    nodes.push_back({{"node", model.layout().name(node)},
                     {"role", model.layout().role_of(node).name},
                     {"local_states", of.locals},
                     {"inboxes", of.inboxes},
                     {"units", of.units}});
  }
  ordered_json aspects = ordered_json::array();
  for (const Size::OfAspect& of : size->aspects) aspects.push_back(aspect_json(model, *size, of));
  return {{"worlds", size->worlds},
          {"complete", size->complete},
          {"exact_up_to", size->exact_up_to},
          {"standard_error", size->error},
          {"worlds_by_depth", size->worlds_by_depth},
          {"nodes", std::move(nodes)},
          {"aspects", std::move(aspects)}};
}

}  // namespace pessimist
