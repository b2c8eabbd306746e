using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RaceModel.Checks.Catalogues;

namespace RaceModel.Checks.Explorer;

/// <summary>
/// The explorer's web server, on loopback alone. It keeps nothing between requests: each one brings the scenario and the path, and
/// is answered from them.
/// </summary>
internal sealed class ExplorerServer : IDisposable
{
    /// <summary>No schedule is larger.</summary>
    public const int MostBytes = 1 << 20;

    private const int MostConnections = 64;

    private readonly WebApplication _application;

    private ExplorerServer(WebApplication application, int port)
    {
        _application = application;
        Address = new($"http://127.0.0.1:{port}/");
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    /// <summary>Starts to serve.</summary>
    /// <param name="port">The port; null for a free one.</param>
    /// <param name="api">What answers.</param>
    /// <param name="pageOf">The page, for a token.</param>
    /// <param name="onError">Is told of errors in the explorer itself.</param>
    /// <exception cref="InputException">The port is taken.</exception>
    public static ExplorerServer Start(int? port, ExplorerApi api, Func<string, string> pageOf, Action<Exception> onError)
    {
        int number = port ?? FindFreePort();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, number));
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();

        var guard = new LoopbackGuard(number);
        var answers = new Answers(guard, onError);
        application.Use(answers.Guard);
        application.UseRouting();
        string page = pageOf(guard.Token);
        application.MapGet("/", context => Answers.WritePage(context, page));
        foreach ((string name, ExplorerAnswer answer) in api.Answers) application.MapPost($"/api/{name}", answers.Of(answer));
        application.Map("{**path}", context => Answers.Refuse(context, StatusCodes.Status404NotFound, "there is nothing here"));
        try
        {
            application.StartAsync().GetAwaiter().GetResult();
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new InputException("--port", $"{number} is taken: give another port, or leave the option out");
        }
        catch (SocketException exception)
        {
            throw new InputException("--port", $"{number} cannot be used ({exception.Message}): give another port, or leave the option out");
        }

        return new(application, number);
    }

    public void Dispose() => _application.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static void Configure(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = MostBytes;
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Listen(IPAddress.Loopback, port);
        if (CanBind(IPAddress.IPv6Loopback, port)) options.Listen(IPAddress.IPv6Loopback, port);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool CanBind(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
