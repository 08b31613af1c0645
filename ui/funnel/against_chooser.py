"""With whom the cohorts are compared: the rest of the partners, or one cohort."""

from __future__ import annotations

from core.model.partner import EVERYONE
from ui.funnel.charts.scene import Scene
from ui.funnel.head import tr
from ui.look.chooser import Chooser


class AgainstChooser(Chooser):
    """``picked`` carries a cohort's id, empty for the rest."""

    def __init__(self) -> None:
        super().__init__(tr("with"))
        self.setToolTip(tr("Cohorts that share partners are each compared with the rest"))

    def show_cohorts(self, scene: Scene) -> None:
        """Offer the cohorts there are."""
        names = {each.id: each.name for each in scene.study.cohorts() if each.id != EVERYONE}
        chosen = scene.asked.view.against if scene.asked.view.against in names else ""
        options = [(tr("the rest"), ""), *((name, key) for key, name in names.items())]
        self.offer(options, [chosen])
        self.say(names.get(chosen, tr("the rest")))
