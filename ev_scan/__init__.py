"""EV-scan: a self-assessment of economic security for small and medium-sized companies."""
