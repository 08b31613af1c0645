"""The charts below the funnels: each a computation of ``core.measure`` laid out as rows."""
