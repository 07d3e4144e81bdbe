parameter "deployment.test_listener_ports" {
  type    = list(number)
  default = [8443, 8080]
  summary = "Ports of listeners that a new version is tested on before it gets traffic"
}
