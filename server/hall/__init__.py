"""The parts that run beside requests for the hall: boards, large places, screens' reports, and the hall's voice."""
