#include "reductions/stale_normal_form.hpp"

namespace pessimist::reductions {

void StaleNormalForm::normalize(NodeIndex node, world::PartId& local, world::Packets& inbox) const {
  const Model& model = system_.model();
  const RoleTriggers& role = model.triggers()[model.layout().role_number_of(node)];
  std::erase_if(inbox, [&](world::PartId packet) {
    const unsigned type = system_.parts().packet(packet).type;
    return !kept_[type] && !role.reads[type] && staleness_.allows_to_leave_out(node, local, packet);
  });
}

}  // namespace pessimist::reductions
