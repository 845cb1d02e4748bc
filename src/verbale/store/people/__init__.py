"""Who is who: names, the actors that appearances belong to, and whom somebody means by a name or a code."""
